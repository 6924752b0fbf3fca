"use strict";
const root = document.documentElement;
const language = document.getElementById("language");
language.addEventListener("click", () => {
  const english = root.dataset.language === "zh";
  root.dataset.language = english ? "en" : "zh";
  root.lang = english ? "en" : "zh-Hans";
  language.textContent = english ? "中文" : "English";
});
document.getElementById("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
const find = document.getElementById("find");
const hits = [...document.querySelectorAll("[data-find]")];
const holders = [...document.querySelectorAll("main > header, main section, main .wide")];
find.addEventListener("input", () => {
  const words = find.value.trim().toLowerCase();
  for (const element of hits) element.hidden = !element.dataset.find.toLowerCase().includes(words);
  // What holds no hit is out of the way while one searches.
  for (const holder of holders) holder.hidden = words !== "" && !holder.querySelector("[data-find]:not([hidden])");
  for (const details of document.querySelectorAll("details")) details.open = details.open || words !== "";
  document.getElementById("none").hidden = hits.some((element) => !element.hidden);
});
root.dataset.ready = "";
