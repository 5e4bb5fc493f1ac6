"""综合驾驶舱: the workbench, the hall screen and its bulletins; everything shown is offered by the sections."""
