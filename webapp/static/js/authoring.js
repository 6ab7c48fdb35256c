// Entry point of the page on which an area is drawn.
import { wireStages } from "./chart.js";
import { wireOutline } from "./outline.js";

wireOutline(document, wireStages(document));
