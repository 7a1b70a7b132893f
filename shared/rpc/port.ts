/** A two-way pipe for structured-clone values: MessagePort, utility process, child process or a pair in one process. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other side is gone. */
  onClose(listener: () => void): void;
  close(): void;
}
