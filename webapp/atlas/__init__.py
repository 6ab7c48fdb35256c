"""The chart: views, plates and outlines."""
