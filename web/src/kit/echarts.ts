/** The parts of ECharts that the faces use; loaded on demand as one chunk. */
import { BarChart, GaugeChart, LineChart, PieChart, SankeyChart } from 'echarts/charts'
import {
  DataZoomComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([
  LineChart, BarChart, PieChart, GaugeChart, SankeyChart, CanvasRenderer, GridComponent, LegendComponent, TooltipComponent,
  TitleComponent, DatasetComponent, MarkAreaComponent, MarkLineComponent, DataZoomComponent,
])

export { init }
export type { ECharts, EChartsCoreOption }
