// Colours (Okabe and Ito: told apart by colour-blind eyes) and a shape for each type, so that colour is never alone.
kg.palette = (() => {
  const { data } = kg;
  const SIGNS = {
    person: { shape: "circle", light: "#0072b2", dark: "#4aa8e0" },
    body: { shape: "square", light: "#e08e00", dark: "#f0a92b" },
    event: { shape: "diamond", light: "#00916a", dark: "#25b98f" },
    policy: { shape: "triangle", light: "#c0609a", dark: "#dd8fbf" },
    area: { shape: "hexagon", light: "#6b7480", dark: "#9aa4af" },
    place: { shape: "cross", light: "#8a5a2b", dark: "#c0946a" },
  };
  const FAMILIES = {
    holds: "office", organizes: "event", chairs: "event", speaks: "event", signs: "event", attends: "event", met: "event",
    takes_place_at: "event",
    issues: "policy", implements: "policy", part_of: "structure",
    located_in: "structure",
  };
  const FAMILY_ORDER = ["event", "office", "policy", "structure"];
  const LINES = {
    light: { event: "#5d8f80", office: "#8a7a4e", policy: "#b0719a", structure: "#6b7480" },
    dark: { event: "#6fa896", office: "#b09d68", policy: "#c68db4", structure: "#98a2ad" },
  };
  const colours = {};

  // Read again whenever the page turns light or dark.
  function refresh(forced) {
    const style = getComputedStyle(document.documentElement);
    const dark = forced ? forced === "dark" : style.getPropertyValue("--dark").trim() === "1";
    const light = forced === "light";
    colours.dark = dark;
    colours.ground = light ? "#ffffff" : style.getPropertyValue("--ground").trim();
    colours.ink = light ? "#1b1f24" : style.getPropertyValue("--ink").trim();
    colours.soft = light ? "#5b6570" : style.getPropertyValue("--soft").trim();
    colours.accent = light ? "#0b5cad" : style.getPropertyValue("--accent").trim();
    colours.trail = dark ? "#ff9457" : "#c24a00";
    colours.island = dark ? "rgba(255,255,255,.035)" : "rgba(30,50,80,.035)";
    colours.type = data.types.map(([key]) => SIGNS[key][dark ? "dark" : "light"]);
    colours.line = LINES[dark ? "dark" : "light"];
  }

  const family = data.relations.map(([key]) => FAMILY_ORDER.indexOf(FAMILIES[key] || "event"));

  // Add the outline of a type's sign to the current path.
  function outline(c, type, x, y, r) {
    switch (SIGNS[data.types[type][0]].shape) {
      case "square": {
        const s = r * 0.88;
        c.moveTo(x - s, y - s); c.lineTo(x + s, y - s); c.lineTo(x + s, y + s); c.lineTo(x - s, y + s); c.closePath();
        break;
      }
      case "diamond": {
        const s = r * 1.18;
        c.moveTo(x, y - s); c.lineTo(x + s, y); c.lineTo(x, y + s); c.lineTo(x - s, y); c.closePath();
        break;
      }
      case "triangle": {
        const s = r * 1.2;
        c.moveTo(x, y - s); c.lineTo(x + s * 0.95, y + s * 0.68); c.lineTo(x - s * 0.95, y + s * 0.68); c.closePath();
        break;
      }
      case "hexagon":
        for (let side = 0; side < 6; side++) {
          const px = x + r * Math.cos(side * Math.PI / 3), py = y + r * Math.sin(side * Math.PI / 3);
          if (side) c.lineTo(px, py); else c.moveTo(px, py);
        }
        c.closePath();
        break;
      case "cross": {
        const a = r, b = r * 0.4;
        c.moveTo(x - b, y - a); c.lineTo(x + b, y - a); c.lineTo(x + b, y - b); c.lineTo(x + a, y - b); c.lineTo(x + a, y + b);
        c.lineTo(x + b, y + b); c.lineTo(x + b, y + a); c.lineTo(x - b, y + a); c.lineTo(x - b, y + b); c.lineTo(x - a, y + b);
        c.lineTo(x - a, y - b); c.lineTo(x - b, y - b); c.closePath();
        break;
      }
      default:
        c.moveTo(x + r, y);
        c.arc(x, y, r, 0, 2 * Math.PI);
    }
  }

  // A small drawing of the sign, for the legend and the panel.
  function icon(type, size = 14) {
    const made = document.createElement("canvas");
    const ratio = 2;
    made.width = made.height = size * ratio;
    made.className = "sign";
    made.setAttribute("aria-hidden", "true");
    made.dataset.type = type;
    made.dataset.size = size;
    paintIcon(made);
    return made;
  }

  function paintIcon(canvas) {
    const size = canvas.width, c = canvas.getContext("2d");
    c.clearRect(0, 0, size, size);
    c.fillStyle = colours.type[+canvas.dataset.type];
    c.beginPath();
    outline(c, +canvas.dataset.type, size / 2, size / 2, size * 0.4);
    c.fill();
  }

  refresh();
  return { colours, refresh, outline, icon, paintIcon, family, FAMILY_ORDER };
})();
