// Asks the engine of each patient on standard input; says what it found, and the seconds it took.
"use strict";
const cql = require("cql-execution");
const { elm, patients, rules } = JSON.parse(require("fs").readFileSync(0, "utf8"));

class Source {
  next = 0;
  currentPatient() {
    const number = this.next;
    if (number >= patients.length) return undefined;
    const record = { get: (name) => patients[number][name], getId: () => number };
    return { getId: () => String(number), findRecords: () => [record] };
  }
  nextPatient() {
    this.next += 1;
    return this.currentPatient();
  }
}

async function main() {
  const executor = new cql.Executor(new cql.Library(elm));
  const start = process.hrtime.bigint();
  const { patientResults } = await executor.exec(new Source());
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const said = patients.map((_, number) => rules.map((rule) => patientResults[number][rule]));
  process.stdout.write(JSON.stringify({ seconds, said }));
}

main();
