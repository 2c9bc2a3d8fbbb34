import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { AnswerView, PageView } from '../../../../client/src/webview/messages';
import { Page } from '../../../../client/src/webview/page';
import type { PublishedAnswer, PublishedHop } from '../../../../server/src/protocol/answer';
import type { WhyAnswer } from '../../../../server/src/protocol/requests';

/** A page as the HTML that the panel shows. */
export function markupOf(view: PageView, width = 560): string {
  return renderToString(h(Page, { view, width, send: () => undefined, onExport: () => undefined }));
}

/** What a person reads on a page: its text in order, without markup, spaces as one. */
export function textOf(view: PageView, width = 560): string {
  const text = markupOf(view, width)
    .replace(/<title>[^]*?<\/title>/g, '')
    .replace(/<[^>]*>/g, ' ');
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return text
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}

const origin = (file: string, line: number): PublishedHop['origin'] => ({
  file: `/shop/${file}`,
  range: { start: { line: line - 1, character: 0 }, end: { line, character: 1 } },
});

/** A hop that lets through, unless it is told otherwise. */
export function hop(kind: string, name: string, more: Partial<PublishedHop> = {}): PublishedHop {
  return {
    component: name,
    name,
    kind,
    direction: 'out',
    verdict: 'allowed',
    code: null,
    text: `${name} lets it through.`,
    origin: origin('main.tf', 3),
    ...more,
  };
}

const blockedAnswer: PublishedAnswer = {
  version: 1,
  question: { from: 'aws_instance.app', to: 'aws_db_instance.db', protocol: 'tcp', ports: '5432' },
  verdict: 'blocked',
  summary: 'aws_instance.app can not reach aws_db_instance.db.',
  traffic: [],
  possibleTraffic: [],
  path: [
    hop('source', 'aws_instance.app'),
    hop('securityGroup', 'aws_security_group.app'),
    hop('networkAcl', 'aws_network_acl.main', { direction: 'in' }),
    hop('securityGroup', 'aws_security_group.db', {
      direction: 'in',
      verdict: 'blocked',
      code: 'ENI_SG_RULES_MISMATCH',
      text: 'No rule lets it in.',
    }),
  ],
  returnPath: [],
  blockers: [
    {
      code: 'ENI_SG_RULES_MISMATCH',
      component: 'aws_security_group.db',
      kind: 'securityGroup',
      text: 'No rule lets it in.',
      reason: 'Groups let through what a rule allows.',
      advice: 'Add a rule.',
      origin: origin('database.tf', 12),
    },
  ],
  unknowns: [],
  changes: [
    {
      title: 'Let the app in',
      edits: [
        {
          file: '/shop/database.tf',
          range: { start: { line: 12, character: 3 }, end: { line: 12, character: 3 } },
          newText: '\n  ingress {\n  }',
        },
      ],
      verdict: 'reachable',
      opens: [{ from: 'aws_instance.app', to: 'aws_db_instance.db', traffic: 'tcp/5432' }],
    },
  ],
  assumptions: [],
};

/** The panel of a blocked question, with differences. */
export function answerView(
  difference: Partial<PublishedAnswer> = {},
  more: Partial<AnswerView> = {},
  extras: Partial<WhyAnswer['extras']> = {},
): AnswerView {
  const answerJson = { ...blockedAnswer, ...difference };
  const inApp = { vpc: 'aws_vpc.main', subnet: 'aws_subnet.app' };
  const result: WhyAnswer = {
    answerJson,
    extras: {
      path: answerJson.path.map((_, index) => (index < 2 ? inApp : { vpc: 'aws_vpc.main' })),
      returnPath: answerJson.returnPath.map(() => ({})),
      checks: [],
      suspects: [],
      ...extras,
    },
    rootLabel: 'shop',
    text: '',
    markdown: '',
  };
  return {
    kind: 'answer',
    question: { root: 'file:///shop', from: answerJson.question.from, to: answerJson.question.to },
    result,
    isPinned: false,
    canAskLive: false,
    isServerRunning: true,
    ...more,
  };
}
