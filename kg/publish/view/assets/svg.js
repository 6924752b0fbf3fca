// A drawing context that writes SVG: just the part of a canvas's that the painting uses, so that an SVG shows exactly
// what the screen shows.
kg.svg = (() => {
  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
  const round = (value) => String(Math.round(value * 100) / 100);

  class Context {
    constructor(width, height) {
      Object.assign(this, { width, height, parts: [], path: "", fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1,
        font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", lineJoin: "miter" });
      this.matrix = [1, 0, 0];
    }

    // The painting knows one scale and a shift; points are written in pixels so that viewers need no transforms.
    setTransform(scale, _b, _c, _d, dx, dy) { this.matrix = [scale, dx, dy]; }
    x(value) { return round(value * this.matrix[0] + this.matrix[1]); }
    y(value) { return round(value * this.matrix[0] + this.matrix[2]); }
    r(value) { return round(value * this.matrix[0]); }
    beginPath() { this.path = ""; }
    moveTo(x, y) { this.path += `M${this.x(x)} ${this.y(y)}`; }
    lineTo(x, y) { this.path += `L${this.x(x)} ${this.y(y)}`; }
    rect(x, y, w, h) { this.path += `M${this.x(x)} ${this.y(y)}h${this.r(w)}v${this.r(h)}h${this.r(-w)}Z`; }
    closePath() { this.path += "Z"; }
    quadraticCurveTo(px, py, x, y) { this.path += `Q${this.x(px)} ${this.y(py)} ${this.x(x)} ${this.y(y)}`; }
    arc(x, y, r) { this.ellipse(x, y, r, r); }
    ellipse(x, y, rx, ry) {
      const a = `${this.r(rx)} ${this.r(ry)} 0 1 0 `;
      this.path += `M${this.x(x + rx)} ${this.y(y)}A${a}${this.x(x - rx)} ${this.y(y)}A${a}${this.x(x + rx)} ${this.y(y)}Z`;
    }
    alpha() { return this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ""; }
    fill() { if (this.path) this.parts.push(`<path d="${this.path}" fill="${escape(this.fillStyle)}"${this.alpha()}/>`); }
    stroke() {
      if (this.path) this.parts.push(`<path d="${this.path}" fill="none" stroke="${escape(this.strokeStyle)}" stroke-width="${this.r(this.lineWidth)}"${this.alpha()}/>`);
    }
    text(text, x, y, paint) {
      const [, bold, size] = /^(600 )?([\d.]+)px/.exec(this.font);
      const anchor = { center: "middle", left: "start", right: "end" }[this.textAlign];
      const drop = this.textBaseline === "top" ? 0.88 : this.textBaseline === "middle" ? 0.36 : 0;
      this.parts.push(`<text x="${this.x(x)}" y="${round(+this.y(y) + drop * size * this.matrix[0])}" font-size="${this.r(+size)}"${bold ? ' font-weight="600"' : ""} text-anchor="${anchor}" ${paint}>${escape(text)}</text>`);
    }
    fillText(text, x, y) { this.text(text, x, y, `fill="${escape(this.fillStyle)}"`); }
    strokeText(text, x, y) {
      this.text(text, x, y, `fill="none" stroke="${escape(this.strokeStyle)}" stroke-width="${this.r(this.lineWidth)}" stroke-linejoin="round"`);
    }
    toString() {
      return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" font-family="${escape(kg.labels.FONT)}" lang="zh-Hans">\n${this.parts.join("\n")}\n</svg>\n`;
    }
  }

  return { Context };
})();
