// Runs beside a frame that holds a page that espnet writes: measures, once the frame is there, whether the
// page fits it, and leaves that as JSON in an element that the test reads.
"use strict";

addEventListener("load", () => {
  const { contentWindow, contentDocument } = document.querySelector("iframe");
  const { width } = contentWindow.document.documentElement.getBoundingClientRect();
  const elements = [...contentDocument.body.querySelectorAll("*")];
  // A figure scrolls its content.
  const outside = elements
    .filter((element) => !element.parentElement.closest("figure"))
    .filter((element) => element.getBoundingClientRect().right > width)
    .map((element) => `${element.tagName}.${element.getAttribute("class")}`);
  const scrolling = elements.filter(
    (element) => element.matches("figure") && element.scrollWidth > element.clientWidth,
  );
  const measured = document.createElement("pre");
  measured.id = "measured";
  measured.textContent = JSON.stringify({
    width: contentWindow.innerWidth,
    scrollWidth: contentDocument.scrollingElement.scrollWidth,
    outside,
    scrolling: scrolling.length,
    codes: [...contentDocument.querySelectorAll("header code")].map((code) => code.textContent),
  });
  document.body.append(measured);
});
