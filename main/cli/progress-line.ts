/** One line on a terminal that says how far a long command is; nothing in a pipe. */
export interface ProgressLine {
  add(bytes: number, detail: string): void;
  show(text: string): void;
  done(): void;
}

export function progressLine(): ProgressLine {
  const terminal = process.stderr;
  if (!terminal.isTTY) return { add() {}, show() {}, done() {} };
  let bytes = 0;
  let shown = 0;
  const show = (text: string): void => {
    const now = Date.now();
    if (now - shown < 100) return;
    shown = now;
    terminal.write(`\r\u001b[K${text.slice(0, (terminal.columns || 80) - 1)}`);
  };
  return {
    show,
    add(more, detail) {
      bytes += more;
      show(`${(bytes / 1e6).toFixed(1)} MB  ${detail}`);
    },
    done() {
      terminal.write('\r\u001b[K');
    },
  };
}
