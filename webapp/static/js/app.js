// Entry point: every module wires itself to the markup that it finds, and does nothing where there is none.
import "./timezone.js";
import { wireStages } from "./chart.js";
import { wireExplore } from "./explore.js";
import { wireZones } from "./zones.js";
import { wirePractice } from "./practice.js";
import { wireCountdown } from "./countdown.js";

const stages = wireStages(document);
wireZones(document, stages);
wirePractice(document);
wireCountdown(document);
wireExplore(document);
