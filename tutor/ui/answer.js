// An answer in class: sent by a request of its own (handin.py), so that it costs no run of the page's script.
// The server draws the form and the line "Your answer: ..." (seatview.py); nothing here writes HTML. What is typed, and
// what is on its way, is kept in the browser's tab: a reload, a dead network and a drawing of the page lose nothing.
(() => {
  const AGAIN = "Not sent yet. Trying again \u2026";
  const PATIENCE = 10000; // ms that the server may take
  const LINGERS = 8000; // ms that a remark comes back when the page is drawn anew: the lock draws it just then
  const form = () => document.querySelector("form.answer");
  let outbox = kept("outbox"), remark, known, busy, wake;

  // --- what this tab keeps ---

  function kept(name) {
    try {
      return JSON.parse(sessionStorage.getItem(`passage-${name}`));
    } catch {
      return null;
    }
  }

  function keep(name, what) {
    try {
      if (what) sessionStorage.setItem(`passage-${name}`, JSON.stringify(what));
      else sessionStorage.removeItem(`passage-${name}`);
    } catch {} // a browser that keeps nothing: what is typed is still in the box
  }

  // --- sending ---

  function send(place, words) {
    if (!words) return;
    keep("outbox", outbox = { place, words });
    wake?.();
    deliver();
  }

  async function deliver() { // one at a time: an earlier answer must not arrive after a later one
    if (busy) return;
    busy = true;
    while (outbox) {
      const sent = outbox, reply = await post(sent);
      if (sent !== outbox) continue;
      if (reply) settle(sent, reply);
      else {
        if (remark?.words !== AGAIN) say(AGAIN, "status");
        await new Promise(done => setTimeout(wake = done, 2000 + 3000 * Math.random()));
      }
    }
    busy = false;
  }

  async function post({ place, words }) { // null: it did not arrive, or could not be kept
    try {
      const reply = await fetch("./class/answer", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...JSON.parse(place), words }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      return reply.status < 500 ? { taken: reply.ok, told: (await reply.json()).told } : null;
    } catch {
      return null;
    }
  }

  function settle({ place, words }, { taken, told }) {
    keep("outbox", outbox = null);
    say(told, "alert");
    const here = form();
    if (!taken || here?.dataset.place !== place) return;
    document.querySelector(".seat .given bdi").textContent = words;
    mark(here);
    const box = here.querySelector("textarea");
    if (box?.value.trim() === words) {
      box.value = "";
      keep("draft", null);
    }
  }

  // --- showing ---

  function say(words, role) {
    document.querySelector(".seat .said")?.remove();
    remark = words && { words, role, until: Date.now() + LINGERS };
    show();
  }

  function show() {
    const seat = document.querySelector(".seat");
    const holds = remark && (outbox || Date.now() < remark.until);
    if (!seat || !holds || seat.querySelector(".said")) return;
    const line = document.createElement("p");
    line.className = "remark said";
    line.setAttribute("role", remark.role);
    line.textContent = remark.words;
    seat.append(line);
  }

  function mark(here) {
    const given = document.querySelector(".seat .given bdi")?.textContent;
    for (const option of here.querySelectorAll(".options button"))
      option.setAttribute("aria-pressed", option.textContent.trim() === given);
  }

  function drawn() { // by the server, or by us
    show();
    const here = form();
    if (!here) return;
    mark(here);
    if (here === known) return;
    known = here;
    const box = here.querySelector("textarea"), draft = kept("draft");
    if (box && draft?.place === here.dataset.place) box.value = draft.words;
  }

  // --- what the learner does ---

  const on = (kind, part, act) => document.addEventListener(kind, event => {
    const found = event.target.closest?.(`form.answer ${part}`);
    if (found) act(event, found.closest("form"), found);
  }, true);

  on("input", "textarea", (event, { dataset: { place } }, box) => keep("draft", { place, words: box.value }));
  on("click", ".options button", (event, here, option) => send(here.dataset.place, option.textContent.trim()));
  on("click", ".send", (event, here) => send(here.dataset.place, here.querySelector("textarea").value.trim()));
  on("keydown", "textarea", (event, here, box) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(here.dataset.place, box.value.trim());
  });
  addEventListener("online", () => wake?.());
  new MutationObserver(drawn).observe(document, { childList: true, subtree: true });
  deliver();
})();
