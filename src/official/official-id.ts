/** Prompts of examples have ids of their own, whatever their rows say of their source. */
export const OFFICIAL = 'official_'

/** Whether a prompt is an example's: such rows are for training only, and answer no seed. */
export function isOfficial(promptId: string): boolean {
  return promptId.startsWith(OFFICIAL)
}
