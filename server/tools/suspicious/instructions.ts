/*
 * Instructions to a model in texts that describe a tool. Sources: the published descriptions of tool poisoning and of
 * shadowing (Invariant Labs, April 2025), of full-schema poisoning (CyberArk, May 2025), and SAFE-MCP's technique T1001.
 * They are English, and a list of known forms: what they do not find is not proven to be harmless.
 *
 * Every repetition has a small bound, so that reading takes time in proportion to the text.
 */

/** A known form, and what a text that has it does, as in `Its description …`. */
interface Instruction {
  readonly does: string;
  readonly pattern: RegExp;
}

const gap = '[^.\\n]';
const tool = '(?:tool|function)s?';
const secretPlace =
  '(?:\\.(?:ssh|aws|gnupg|kube|docker|cursor|azure)[\\\\/]|\\.(?:env|netrc|npmrc|pgpass|git-credentials)\\b|mcp\\.json|claude_desktop_config|/etc/(?:passwd|shadow|sudoers)|(?:private|ssh|api) keys?\\b|credentials?\\b|passwords?\\b)';
const confidential =
  '(?:contents?|conversation|chat|history|messages?|data|results?|files?|keys?|tokens?|secrets?|credentials?|passwords?|prompts?|outputs?|everything|it|them)';

function instruction(does: string, ...alternatives: readonly string[]): Instruction {
  return { does, pattern: new RegExp(alternatives.join('|'), 'im') };
}

export const instructions: readonly Instruction[] = [
  instruction(
    'tells the model to set its instructions aside',
    `\\b(?:ignore|disregard|forget|override)\\s{1,5}(?:(?:all|any|the|your|every|of|my)\\s{1,5}){0,3}(?:previous|prior|above|earlier|preceding|existing|system|safety)\\b${gap}{0,30}\\b(?:instruction|prompt|rule|guideline|message|directive)s?\\b`,
    `\\bnew\\s{1,5}(?:system\\s{1,5})?instructions?\\s{0,3}:`,
    `\\byou\\s{1,5}are\\s{1,5}now\\s{1,5}(?:an?|the|in)\\b`,
  ),
  instruction(
    'tells the model to keep something from the user',
    `\\b(?:do\\s{1,5}not|don['’]t|never|must\\s{1,5}not)\\s{1,5}(?:tell|inform|notify|alert|warn)\\s{1,5}(?:(?:the|your|any)\\s{1,5})?(?:user|human|person|anyone)\\b`,
    `\\b(?:do\\s{1,5}not|don['’]t|never|must\\s{1,5}not)\\s{1,5}(?:mention|reveal|disclose|show|say|explain|report)\\s{1,5}${gap}{0,60}\\bto\\s{1,5}(?:the\\s{1,5})?(?:user|human|person|anyone)\\b`,
    `\\b(?:do\\s{1,5}not|don['’]t|never)\\s{1,5}mention\\s{1,5}(?:that\\s{1,5}you|this)\\b`,
    `\\bwithout\\s{1,5}(?:telling|informing|notifying|alerting)\\s{1,5}the\\s{1,5}user\\b`,
  ),
  instruction(
    'has a mark that is meant for a model and not for people',
    `<\\s{0,3}/?\\s{0,3}(?:important|system|hidden|critical|assistant|instructions?|system[_-]prompt)\\s{0,3}>`,
    `<\\|\\s{0,3}(?:im_start|im_end|system|user|assistant|endoftext)`,
    `\\[/?INST\\]`,
    `<</?SYS>>`,
    `<!--\\s{0,5}(?:system|important|instructions?|hidden|ai\\b|assistant|llm|model)`,
    `^\\s{0,8}#{1,4}\\s{0,3}(?:system|instructions?)(?:\\s{1,3}prompt)?\\s{0,3}:`,
  ),
  instruction(
    'tells the model to do something else first',
    `\\b(?:before|prior\\s{1,5}to|after|when(?:ever)?)\\s{1,5}(?:using|calling|invoking|running|you\\s{1,5}(?:use|call|invoke|run))\\s{1,5}(?:this|the|any|another|other)\\s{1,5}(?:other\\s{1,5})?${tool}\\b${gap}{0,40}\\b(?:read|open|cat|access|load|copy|upload|send|collect)\\b`,
  ),
  instruction(
    'names a place where secrets are kept',
    `[\\\\/]\\.ssh\\b`,
    `(?<![a-z0-9])id_(?:rsa|ed25519|ecdsa|dsa)(?![a-z0-9])`,
    `/etc/(?:shadow|sudoers)\\b`,
    `\\b(?:read|cat|open|access|send|copy|upload|include|pass|append|collect|extract|exfiltrate)\\b${gap}{0,40}[\\s~/\\\\\`'"(]${secretPlace}${gap}{0,40}\\b(?:and|as|in|into|to)\\b${gap}{0,40}\\b(?:pass|send|include|append|put|add|note|sidenote|parameter|argument|context|field)`,
  ),
  instruction(
    'tells the model to send something elsewhere',
    `\\b(?:send|post|upload|forward|transmit|exfiltrate|leak|deliver)\\b${gap}{0,40}\\b${confidential}\\b${gap}{0,40}\\bto\\s{1,5}[\`'"<(]{0,2}https?://`,
    `\\b(?:send|forward|redirect)\\s{1,5}(?:all|every|any)\\s{1,5}(?:of\\s{1,5}the\\s{1,5})?(?:e-?mails?|messages?|payments?|transfers?)\\b${gap}{0,40}\\bto\\s{1,5}[\`'"<(]{0,2}[\\w.+-]{1,64}@`,
    `\\b(?:pass|include|send|append|attach|copy|put|insert)\\b${gap}{0,30}\\b(?:entire|full|whole|complete)\\s{1,5}(?:conversation|chat|system\\s{1,5}prompt)\\b`,
    `\\b(?:reveal|print|repeat|output|include|pass|send|append)\\s{1,5}(?:the|your)\\s{1,5}(?:(?:full|entire|whole)\\s{1,5})?(?:system|initial)\\s{1,5}prompt\\b`,
  ),
  instruction(
    'wants to change how other tools are used',
    `\\b(?:affects?|changes?|modif(?:y|ies)|overrides?|alters?)\\s{1,5}(?:the\\s{1,5})?(?:behaviou?r|results?|outputs?|arguments?|parameters?)\\s{1,5}of\\s{1,5}(?:the\\s{1,5})?(?:other|any|all|another)\\b${gap}{0,30}\\b${tool}\\b`,
    `\\b(?:never|do\\s{1,5}not|don['’]t)\\s{1,5}(?:use|call|invoke)\\s{1,5}(?:the\\s{1,5}|any\\s{1,5})?other\\s{1,5}(?:[\\w-]{1,30}\\s{1,5}){0,3}${tool}\\b`,
    `\\bthe\\s{1,5}[(\`'"]{0,2}[\\w.-]{1,80}[)\`'"]{0,2}\\s{1,5}tool\\s{1,5}must\\s{1,5}(?:always\\s{1,5})?(?:send|include|pass|use|add|forward|also)\\b`,
  ),
  {
    // The letter is looked for first, and then what is before it: in a text of blanks there is none.
    does: 'has a long blank, behind which text is easily overlooked',
    pattern: /\S(?<=\s{100}\S)/,
  },
  {
    does: 'has a long encoded text',
    pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{300}/,
  },
];
