import { Grid } from "./grid.js";

for (const frame of document.querySelectorAll("[data-portal-grid]")) {
  if (frame.querySelector("tbody td")) new Grid(frame);
}
