/** The plan of the estate an area lies in, with the middle of each building. */
import { api, unwrap } from '@/api'
import { currentUser, type PlanCollection } from '@/kit/light'
import { middleOf } from '@/kit/plan'

export interface AreaPlan {
  plan: PlanCollection
  middles: Record<number, [number, number]>
}

/** Nothing where there is no plan, or none that one may see. */
export async function areaPlan(areaId: number): Promise<AreaPlan | null> {
  const areas = currentUser.value?.areas ?? []
  let area = areas.find((one) => one.id === areaId)
  while (area && !['estate', 'village'].includes(area.kind)) area = areas.find((one) => one.id === area?.parent_id)
  if (!area) return null
  try {
    const found = await unwrap(api.GET('/api/registry/plans/{area_id}', { params: { path: { area_id: area.id } } }))
    const plan = found.plan as unknown as PlanCollection
    const houses = plan.features.filter((one) => one.properties.building)
    const middles = Object.fromEntries(houses.map((one) => [one.properties.building, middleOf(one.geometry)]))
    return plan.features.length ? { plan, middles: middles as AreaPlan['middles'] } : null
  } catch {
    return null
  }
}
