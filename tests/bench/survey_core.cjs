// Measures survey-core on one form: reads {model, data, partial, leaf, hub, repeats} from a file, prints one JSON object.
const fs = require("fs");
const path = require("path");
const [folder, file] = process.argv.slice(2);
const { Model } = require(path.join(folder, "node_modules", "survey-core"));
const task = JSON.parse(fs.readFileSync(file, "utf8"));
const median = (many) => [...many].sort((a, b) => a - b)[Math.floor(many.length / 2)];
const timed = (work) => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
};
const copy = (value) => JSON.parse(JSON.stringify(value));
const repeat = (times, prepare, work) => {
  const found = [];
  for (let n = 0; n < times; n++) {
    const ready = prepare(n);
    found.push(timed(() => work(ready, n)));
  }
  return median(found);
};
const fresh = (data, more) => {
  const survey = new Model({ ...copy(task.model), ...more });
  if (data) survey.data = copy(data);
  return survey;
};
const out = {};
const text = JSON.stringify(task.model);
out.construct = repeat(task.repeats, () => text, (json) => new Model(JSON.parse(json)));
out.load = repeat(task.repeats, () => [fresh(), copy(task.data)], ([survey, data]) => { survey.data = data; });
out.ready = out.construct + out.load;
{
  const survey = fresh(task.data);
  out.leaf = repeat(task.edits, (n) => `Answer ${n}`, (value) => survey.setValue(task.leaf, value));
}
{
  const survey = fresh(task.data);
  out.hub = repeat(task.edits, (n) => (n % 2 ? task.on : task.off), (value) => survey.setValue(task.hub, value));
}
// An even number of edits leaves the hub as it was; hiding is measured alone, with answers dropped on the way.
out.cascade = repeat(task.repeats, () => fresh(task.data, { clearInvisibleValues: "onHidden" }),
  (survey) => survey.setValue(task.hub, task.off));
out.validate = repeat(task.repeats, () => fresh(task.partial), (survey) => {
  survey.validate(true, false);
  for (const question of survey.getAllQuestions(true)) for (const error of question.errors) error.getText();
});
out.validate_empty = repeat(task.repeats, () => fresh(), (survey) => {
  survey.validate(true, false);
  for (const question of survey.getAllQuestions(true)) for (const error of question.errors) error.getText();
});
global.gc(); global.gc();
const before = process.memoryUsage().heapUsed;
const kept = fresh(task.data);
global.gc(); global.gc();
out.memory = (process.memoryUsage().heapUsed - before) / 1e6;
out.shown = kept.getAllQuestions(true).length;
console.log(JSON.stringify(out));
