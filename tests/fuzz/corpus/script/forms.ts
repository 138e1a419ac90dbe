import app from "express"; export * from "./input"; const a = app();
/* c */ a.route("/x/:y(\\d+)").all(async ({ query: { q = 1, ...r } }, res) => { switch (q) { case `a${r[`b`]}`: for (const k of r) res.send("<b>" + k); default: throw k?.x ?? /[/]/g.test(q) } });
function* g<T>(x: T[], ...y): x is T { do { yield* y } while (!x!.z); }
export default class extends g { static #p = 1; get q() { return new.target } }
