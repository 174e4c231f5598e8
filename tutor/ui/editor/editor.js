// The editor of a bank's text. Streamlit calls the function below whenever the page has something new to say to it.

const PAUSE = 250; // ms without a key until the text is sent to be checked
const PATIENCE = 4000; // ms until a check that was not answered is asked for again
const INDENT = "  ";

export default function (component) {
  const root = component.parentElement;
  root.passageEditor ??= new Editor(root.querySelector(".editor"));
  root.passageEditor.told(component.data, component.setTriggerValue);
  return () => root.passageEditor.leave();
}

class Editor {
  constructor(root) {
    for (const name of ["told", "sheet", "mirror", "review", "discard", "state", "problems", "more"])
      this[name === "told" ? "bar" : name] = root.querySelector(`.${name}`);
    this.box = root.querySelector("textarea");
    this.heading = root.querySelector("h3");
    this.list = root.querySelector("ol");
    this.lines = [];
    this.number = Date.now(); // counts the states of the text: a late answer is not taken for one about this state
    this.bank = this.line = null;
    this.put = ""; // what was taken over last, by its id
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("keydown", event => this.key(event));
    this.review.addEventListener("click", () => this.send("review"));
    this.discard.addEventListener("click", () => this.throwAway());
    this.keeping = () => this.keep(); // a reload within the pause loses nothing either
    window.addEventListener("pagehide", this.keeping);
  }

  // --- what the page says ---

  told(data, trigger) {
    this.trigger = trigger;
    if (data.bank !== this.bank) this.open(data);
    else if (data.text !== undefined && data.mark !== this.file_mark) this.moved(data);
    if (data.put.id && data.put.id !== this.put) this.bring(data.put);
    if (data.checked === this.number) this.show(data.problems, data.more);
    if (data.line && data.line !== this.line) this.go(data.line, 1);
    this.line = data.line || this.line;
  }

  open(data) {
    this.bank = data.bank;
    this.file = data.text;
    this.mark = this.file_mark = data.mark;
    const kept = this.kept();
    const changed = kept && kept.text !== data.text;
    this.fill(changed ? kept.text : data.text);
    if (changed) {
      this.mark = kept.mark;
      this.say("Your changes from before are here again. They are not saved yet.");
    } else this.forget();
    this.refresh();
    this.send("typed");
  }

  moved(data) {
    const mine = this.box.value;
    const untouched = mine === this.file;
    this.file = data.text;
    this.file_mark = data.mark;
    if (mine === data.text || untouched || data.saved) this.mark = data.mark;
    if (untouched && mine !== data.text) {
      this.fill(data.text);
      this.send("typed");
    }
    this.keep();
    this.refresh();
  }

  bring(put) {
    this.put = put.id;
    this.fill(put.text);
    this.say(put.told);
    this.typed();
  }

  leave() {
    clearTimeout(this.timer);
    window.removeEventListener("pagehide", this.keeping);
    this.keep();
    this.trigger = () => {};
  }

  // --- typing ---

  fill(text) {
    const at = this.box.selectionStart;
    this.box.value = text;
    this.box.setSelectionRange(at, at);
    this.number += 1;
    this.draw();
  }

  typed() {
    this.number += 1;
    this.draw();
    this.refresh();
    this.state.textContent = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send("typed"), PAUSE);
  }

  send(what) {
    clearTimeout(this.timer);
    this.keep();
    this.number += 1; // each question is its own: an answer just like the last one would not reach us
    this.reviews = what === "review" && this.number;
    if (this.reviews) this.state.textContent = "Looking at what changes …";
    this.trigger(what, { number: this.number, text: this.box.value, base: this.mark, put: this.put });
    this.timer = setTimeout(() => this.send("typed"), PATIENCE);
  }

  key(event) {
    if (event.key === "Escape") this.leaving = true;
    else if (event.key === "Tab" && !this.leaving && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      this.indent(event.shiftKey);
    } else if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.insert("\n" + /^ *(?:- )?/.exec(this.line_at(this.box.selectionStart))[0].replace("-", " "));
    } else if (!["Tab", "Shift"].includes(event.key)) this.leaving = false;
  }

  indent(back) {
    const { value, selectionStart: from, selectionEnd: to } = this.box;
    if (from === to && !back && value.slice(value.lastIndexOf("\n", from - 1) + 1, from).trim()) {
      this.insert(INDENT);
      return;
    }
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const end = value.indexOf("\n", Math.max(from, to - 1));
    const old = value.slice(start, end < 0 ? value.length : end);
    const moved = old.split("\n").map(line => back ? line.replace(/^ {1,2}/, "") : line && INDENT + line).join("\n");
    const inside = Math.max(start, from + moved.split("\n")[0].length - old.split("\n")[0].length);
    this.box.setSelectionRange(start, start + old.length);
    this.insert(moved);
    if (from === to) this.box.setSelectionRange(inside, inside);
    else this.box.setSelectionRange(start, start + moved.length);
  }

  insert(text) {
    // insertText keeps the browser's own undo; nothing else does
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) {
      this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
      this.typed();
    }
  }

  line_at(place) {
    const { value } = this.box;
    return value.slice(value.lastIndexOf("\n", place - 1) + 1, place);
  }

  // --- what is not saved ---

  get changed() {
    return this.box.value !== this.file;
  }

  get shelf() {
    return `passage-bank-${this.bank}`;
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.shelf));
    } catch {
      return null;
    }
  }

  keep() {
    if (!this.changed) {
      this.mark = this.file_mark;
      this.forget();
      return;
    }
    try {
      sessionStorage.setItem(this.shelf, JSON.stringify({ mark: this.mark, text: this.box.value }));
    } catch {
      this.say("This browser keeps no copy of unsaved changes. Save before you leave the page.");
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.shelf);
    } catch {} // a browser that keeps nothing has nothing to forget
  }

  throwAway() {
    const lost = this.box.value;
    this.fill(this.file);
    this.typed();
    this.say("Your changes are discarded.", "Bring them back", () => {
      this.fill(lost);
      this.typed();
      this.say("");
    });
    this.box.focus();
  }

  // --- drawing ---

  refresh() {
    this.discard.hidden = !this.changed;
    this.review.hidden = !this.changed;
  }

  say(words, offer, act) {
    this.bar.textContent = words;
    if (!offer) return;
    const button = this.bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = offer;
    button.addEventListener("click", act);
  }

  draw() {
    const now = this.box.value.split("\n");
    const { lines: before, mirror } = this;
    const least = Math.min(before.length, now.length);
    let head = 0, tail = 0;
    while (head < least && before[head] === now[head]) head++;
    while (tail < least - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const fresh = now.slice(head, now.length - tail).map(line => {
      const row = document.createElement("div");
      row.textContent = line || "\u200b";
      return row;
    });
    let next = mirror.children[head] ?? null;
    for (let gone = before.length - tail - head; gone > 0; gone--) {
      const row = next;
      next = row.nextSibling;
      row.remove();
    }
    const rows = document.createDocumentFragment();
    rows.append(...fresh);
    mirror.insertBefore(rows, next);
    this.lines = now;
  }

  show(problems, more) {
    clearTimeout(this.timer);
    for (const row of this.mirror.querySelectorAll("[class]")) row.removeAttribute("class");
    for (const problem of [...problems].reverse()) {
      const row = problem.here && this.mirror.children[problem.line - 1];
      if (row && row.className !== "error") row.className = problem.level;
    }
    const errors = problems.filter(problem => problem.level === "error").length + (more?.errors ?? 0);
    const remarks = problems.length + (more?.all ?? 0) - errors;
    const told = [errors && `${errors} to mend`, remarks && `${remarks} to look at`].filter(Boolean).join(", ");
    this.heading.textContent = told || "Nothing to mend";
    this.state.textContent = errors ? "It can be saved when nothing is left to mend." : "";
    this.list.replaceChildren(...problems.map(problem => this.item(problem)));
    if (this.reviews === this.number) this.lead();
    this.more.textContent = more?.all ? `And ${more.all} more.` : "";
  }

  lead() {
    // What changes is drawn by the page itself, below the editor, and a moment later
    this.reviews = null;
    setTimeout(() => document.querySelector(".st-key-proposal")?.scrollIntoView({ block: "start" }), 150);
  }

  item(problem) {
    const item = document.createElement("li");
    item.className = problem.level;
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    const place = problem.here ? `Line ${problem.line}, column ${problem.col}` : `${problem.file}, line ${problem.line}`;
    button.appendChild(document.createElement("b")).textContent = `${problem.level === "error" ? "✗" : "!"} ${place}`;
    button.append(problem.message);
    if (problem.fix) button.appendChild(document.createElement("i")).textContent = `To do: ${problem.fix}`;
    if (problem.here) button.addEventListener("click", () => this.go(problem.line, problem.col));
    else button.disabled = true;
    return item;
  }

  go(line, col) {
    const row = this.mirror.children[Math.min(line, this.lines.length) - 1];
    const start = this.lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const text = this.lines[line - 1] ?? "";
    const at = start + [...text].slice(0, col - 1).join("").length;
    this.box.focus({ preventScroll: true });
    this.box.setSelectionRange(at, start + text.length);
    this.sheet.scrollTop = row.offsetTop - this.sheet.clientHeight / 3;
    this.sheet.scrollIntoView({ block: "nearest" });
  }
}
