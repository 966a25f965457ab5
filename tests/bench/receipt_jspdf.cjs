// jsPDF with autotable on the same words, untagged: reads {parts, regular, bold, repeats} from a file, prints its figures as JSON.
const fs = require("fs");
const path = require("path");
const [folder, file] = process.argv.slice(2);
const modules = path.join(folder, "node_modules");
const task = JSON.parse(fs.readFileSync(file, "utf8"));
const now = () => Number(process.hrtime.bigint()) / 1e6;
const begun = now();
const { jsPDF } = require(path.join(modules, "jspdf"));
const { autoTable } = require(path.join(modules, "jspdf-autotable"));
const told = { import: now() - begun, each: [] };
const faces = ["regular", "bold"].map((one) => [one, fs.readFileSync(task[one]).toString("base64")]);

const LEFT = 54, WIDTH = 487, TOP = 54, END = 784;
const print = () => {
  const pdf = new jsPDF({ unit: "pt", format: "a4", compress: true, putOnlyUsedFonts: true });
  for (const [name, data] of faces) {
    pdf.addFileToVFS(`${name}.ttf`, data);
    pdf.addFont(`${name}.ttf`, "Face", name === "bold" ? "bold" : "normal");
  }
  let y = TOP;
  const write = (text, size, weight) => {
    pdf.setFont("Face", weight).setFontSize(size);
    for (const line of pdf.splitTextToSize(text, WIDTH)) {
      if (y + size * 1.3 > END) { pdf.addPage(); y = TOP; }
      pdf.text(line, LEFT, y + size);
      y += size * 1.3;
    }
    y += 2;
  };
  for (const part of task.parts) {
    if (part.kind === "heading") write(part.text, 19 - 4 * part.level, "bold");
    else if (part.kind === "text") write(part.text, 9.5, "normal");
    else if (part.kind === "list") for (const one of part.items) write(one, 9.5, "normal");
    else {
      autoTable(pdf, {
        head: part.head.length ? [part.head] : undefined, body: part.rows, startY: y, theme: "plain",
        margin: { left: LEFT, right: LEFT, top: TOP, bottom: TOP }, styles: { font: "Face", fontSize: 8, cellPadding: 2 },
        headStyles: { fontStyle: "normal" },
      });
      y = pdf.lastAutoTable.finalY + 4;
    }
  }
  told.pages = pdf.getNumberOfPages();
  return Buffer.from(pdf.output("arraybuffer"));
};
let data;
for (let n = 0; n <= task.repeats; n++) {
  const start = now();
  data = print();
  told.each.push(now() - start);
}
told.bytes = data.length;
told.rss = process.resourceUsage().maxRSS / 1e3;
const version = (name) => JSON.parse(fs.readFileSync(path.join(modules, name, "package.json"), "utf8")).version;
told.version = `jsPDF ${version("jspdf")}, autotable ${version("jspdf-autotable")}, no tags`;
console.log(JSON.stringify(told));
