/**
 * This folder finds what is wrong: one file a rule, `index.ts` the table of them, `runRules.ts` what runs them. A rule
 * sees the evaluated configuration and the network; it knows no editor, and stays silent where a value is unknown.
 */
import type { FileEdit } from '../edits/fileEdit';
import type { Network } from '../network/model';
import type { NetworkIndex } from '../reachability/index';
import type { SyntaxFile } from '../syntax/tree';
import type { Configuration } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import type { Range } from '../util/text';
import type { GroupRule } from './groupRules';

/** How bad a finding is; the names are those of the settings. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A diagnostic: what it is called, how bad it is unless the user says otherwise, and how it is found. */
export interface Rule {
  /** What users configure, suppress and look up. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in one line, for tables. */
  readonly title: string;
  /** Off unless the settings name it or ask for the strict profile. */
  readonly strictOnly?: true;
  /** Every instance of what it finds; places that several instances share are told once, by `runRules`. */
  readonly check: (context: RuleContext) => readonly RawFinding[];
}

/** What rules see. What costs something is made when a rule first asks for it, once for all of them. */
export interface RuleContext {
  readonly configuration: Configuration;
  readonly options: RuleOptions;
  /** Group rules of every flavour, read alike. */
  readonly groupRules: () => readonly GroupRule[];
  readonly network: () => Network;
  readonly index: () => NetworkIndex;
  /** The files of a folder in the last commit that read differently now; none where nobody knows. */
  readonly committed: (directory: string) => readonly SyntaxFile[];
}

/** What users can set for single rules. */
export interface RuleOptions {
  /** Ports that must not be open to the whole internet (`sg-open-to-internet`). */
  readonly sensitivePorts: readonly number[];
}

export const defaultRuleOptions: RuleOptions = { sensitivePorts: [22, 3389] };

/** What a rule finds at one instance of something. */
export interface RawFinding {
  /** The narrowest place that explains it. */
  readonly source: SourceRange;
  /** The address of the resource instance that it is about; empty where it is about none. */
  readonly subject: string;
  /** The message, once it is known whom it is about: several instances can share a place. */
  readonly message: (subjects: string) => string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedSource[];
  /** Ways to mend it, best first. Worked out when somebody asks for them. */
  readonly fixes?: () => readonly Fix[];
}

/** Another place that helps to understand a finding. */
export interface RelatedSource {
  readonly message: string;
  readonly source: SourceRange;
}

/** A way to mend a finding, as edits of text. */
export interface Fix {
  /** In the imperative; says what it opens, where it opens something. */
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** The only safe one: may be applied without a look. Never set on one that widens access. */
  readonly preferred: boolean;
}

/** A finding at its place in a file, ready to be shown. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  /** Addresses of the resource instances that it is about. */
  readonly resources: readonly string[];
  readonly related: readonly RelatedPlace[];
  readonly fixes: () => readonly Fix[];
}

export interface RelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly range: Range;
}
