/** The shell's own messages with its window; none of them carries case data. */
export const channels = {
  /** Window to shell: wants the engine's port. Shell to window: the port. */
  port: 'keyholder:port',
  pick: 'keyholder:pick',
  dropped: 'keyholder:dropped',
  copy: 'keyholder:copy',
  show: 'keyholder:show',
  restart: 'keyholder:restart',
  menu: 'keyholder:menu',
} as const;
