/** The rule for new passwords. Length is what makes guessing dear; beyond it only what is guessed first is refused. */

export interface PasswordOwner {
  readonly accountName: string;
  readonly displayName?: string;
}

/** A managed policy may ask for more characters, never for fewer. */
export const shortestPassword = 12;

/** Fewer different characters than this are a pattern, not a password. */
const fewestDifferent = 5;
/** What must be left of a password when the owner's own names are taken out of it. */
const fewestBesideNames = 8;

/** Words that stand at the head of every list of leaked passwords; a password made of nothing else is guessed in minutes. */
const commonWords = [
  "administrator",
  "admin",
  "baseball",
  "changeme",
  "clinic",
  "default",
  "doctor",
  "dragon",
  "football",
  "fourfold",
  "hello",
  "hospital",
  "iloveyou",
  "letmein",
  "login",
  "master",
  "medical",
  "monkey",
  "office",
  "pain",
  "password",
  "passwort",
  "physician",
  "practice",
  "princess",
  "qwertyuiop",
  "qwertz",
  "qwerty",
  "secret",
  "spine",
  "starwars",
  "summer",
  "sunshine",
  "superman",
  "test",
  "user",
  "welcome",
  "winter",
  "spring",
  "autumn",
  "the",
  "is",
  "my",
].sort((left, right) => right.length - left.length);

const keyboardRuns = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

const lookAlikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** What is wrong with the password, completing "Password ..."; undefined when it will do. */
export function passwordProblem(
  password: string,
  owner: PasswordOwner,
  minimumLength = shortestPassword,
): string | undefined {
  if ([...password].length < minimumLength) return `must have at least ${minimumLength} characters`;
  const plain = password.normalize("NFKC").toLowerCase();
  if (new Set(plain).size < fewestDifferent) return "must not repeat the same few characters";
  if (isKeyboardRun(plain)) return "must not be a run of the alphabet, the digits or the keyboard";
  if (lettersBeside(plain, namesOf(owner)).length < fewestBesideNames && mentions(plain, owner)) {
    return "must not be made of your own name";
  }
  if (isCommon(plain)) return "is one of those that are guessed first; take a few unrelated words";
  return undefined;
}

function namesOf({ accountName, displayName = "" }: PasswordOwner): readonly string[] {
  return `${accountName} ${displayName}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((name) => name.length >= 3)
    .sort((left, right) => right.length - left.length);
}

function lettersBeside(plain: string, names: readonly string[]): string {
  return names.reduce((rest, name) => rest.replaceAll(name, ""), plain);
}

function mentions(plain: string, owner: PasswordOwner): boolean {
  return namesOf(owner).some((name) => plain.includes(name));
}

/** Runs of three and more, forwards or backwards, cover the whole: "abcdefghijkl", "123456789012", "qwertyuiopasdf". */
function isKeyboardRun(plain: string): boolean {
  const runs = keyboardRuns.flatMap((run) => [run, [...run].reverse().join("")]);
  let at = 0;
  while (at < plain.length) {
    let length = 0;
    for (const run of runs) {
      let candidate = plain.length - at;
      while (candidate > length && !run.includes(plain.slice(at, at + candidate))) candidate -= 1;
      length = Math.max(length, candidate);
    }
    if (length < 2) return false;
    at += length;
  }
  return true;
}

/** Nothing but common words, with digits and signs after them, between them or in the place of letters. */
function isCommon(plain: string): boolean {
  const withoutEnding = plain.replace(/[^\p{L}]+$/u, "");
  const spelled = [...withoutEnding].map((sign) => lookAlikes[sign] ?? sign).join("");
  return [plain, spelled].some((text) => {
    const letters = text.replace(/[^\p{L}]/gu, "");
    return letters !== "" && commonWords.reduce((rest, word) => rest.replaceAll(word, ""), letters) === "";
  });
}
