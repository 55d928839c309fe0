/** Tiles of the board that may be asked for together: screens and server name them alike. */
export const boardTiles = ['queues', 'cells', 'units', 'calling', 'channels', 'topics'] as const
