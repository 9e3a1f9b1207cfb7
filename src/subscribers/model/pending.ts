const hourMs = 60 * 60 * 1_000;

/** How long somebody has to confirm; then the request is forgotten. */
export const pendingMs = 72 * hourMs;
