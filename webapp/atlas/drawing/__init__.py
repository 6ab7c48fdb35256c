"""The tool that draws the plates and measures the outlines of the atlas."""
