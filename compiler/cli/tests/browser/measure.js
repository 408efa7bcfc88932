// Runs in the page that `espnet inspect --format html` writes: measures what the browser drew, and
// leaves it as JSON in an element that the test reads.
"use strict";

const box = (element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
};
const paint = (element, property) => getComputedStyle(element)[property];
// The background of an element of a picture is that of the section that contains the picture.
const panel = (element) => paint(element.closest("section"), "backgroundColor");
const title = (element) => element.querySelector(":scope > title")?.textContent ?? "";

const units = [...document.querySelectorAll("[data-unit]")].map((unit) => {
  const rect = unit.querySelector("rect");
  return {
    unit: unit.dataset.unit,
    box: box(rect),
    fill: paint(rect, "fill"),
    texts: [...unit.querySelectorAll("text")].map((text) => ({
      text: text.textContent,
      box: box(text),
      colour: paint(text, "fill"),
    })),
  };
});

const buffers = [...document.querySelectorAll("[data-offset]")].map((buffer) => ({
  offset: Number(buffer.dataset.offset),
  bytes: Number(buffer.dataset.bytes),
  first: Number(buffer.dataset.firstStep),
  last: Number(buffer.dataset.lastStep),
  box: box(buffer),
  colour: paint(buffer, "fill"),
  panel: panel(buffer),
}));

// The fields of kernels are circles. A circle's title ends in the number that its height shows.
const fields = [...document.querySelectorAll("circle.field:not(.result):not(.inner)")]
  .filter((circle) => circle.closest("figure"))
  .map((circle) => ({ title: title(circle), box: box(circle) }));

const texts = [...document.querySelectorAll("h1, h2, h3, p, dt, dd, td, th, svg > text")]
  .filter((text) => text.closest("section, header") && text.textContent.trim())
  .map((text) => ({
    text: text.textContent.trim(),
    colour: text instanceof SVGElement ? paint(text, "fill") : paint(text, "color"),
    panel: text.closest("section") ? panel(text) : paint(document.body, "backgroundColor"),
  }));

const measured = document.createElement("pre");
measured.id = "measured";
measured.textContent = JSON.stringify({
  page: { width: document.documentElement.scrollWidth, window: innerWidth },
  units,
  buffers,
  bound: box(document.querySelector("figure .bound")),
  inUse: box(document.querySelector("figure .in-use")),
  fields,
  texts,
});
document.body.append(measured);
