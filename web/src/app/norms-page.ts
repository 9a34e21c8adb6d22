import { needSettingsTexts } from '../lib/i18n.ts';

/** Comes with what it says, which is not among what every screen needs. */
export async function loadNormsPage() {
  const [{ NormsPage }] = await Promise.all([import('../features/norms/norms-page.tsx'), needSettingsTexts()]);
  return { NormsPage };
}
