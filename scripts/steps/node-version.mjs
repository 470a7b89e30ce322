/** Lowest version that all our packages run on; also in package.json (`engines`) and .nvmrc. */
const lowest = { major: 20, minor: 19 };

/**
 * @param {string} version such as `20.19.1`
 * @returns {string | undefined} what to tell somebody whose Node is too old
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > lowest.major || (major === lowest.major && minor >= lowest.minor);
  return enough
    ? undefined
    : `Zhanggui needs Node ${lowest.major}.${lowest.minor} or newer and this is ${version}: install a current one from nodejs.org or with nvm.`;
}
