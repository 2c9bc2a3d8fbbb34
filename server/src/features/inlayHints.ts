import type { InlayHint } from 'vscode-languageserver-protocol';
import { plain } from '../explain/escape';
import { sizeInWords } from '../explain/pages/size';
import { serviceOfPort } from '../explain/services';
import { trafficInWords } from '../explain/traffic';
import { addressBits } from '../ip/cidr';
import type { Attribute, Body, SyntaxFile } from '../syntax/tree';
import { shiftRange, type Range } from '../util/text';
import { networkLiterals, type NetworkLiteral } from './literals';

/** The hints in a range of a file: the service of a port, the size of a block, the name of a protocol's number. */
export function inlayHints(file: SyntaxFile, range: Range): readonly InlayHint[] {
  return file.chunks.flatMap(({ chunk, line }) => {
    const lines = chunk.text.split('\n').length;
    if (line + lines <= range.start.line || line > range.end.line) return [];
    return hintsOf(chunk.body, line).filter(
      ({ position }) => position.line >= range.start.line && position.line <= range.end.line,
    );
  });
}

function hintsOf(body: Body, line: number): InlayHint[] {
  const own = body.attributes.flatMap((attribute) => attributeHints(attribute, body.attributes, line));
  return [...own, ...body.blocks.flatMap((block) => hintsOf(block.body, line))];
}

function attributeHints(attribute: Attribute, siblings: readonly Attribute[], line: number): InlayHint[] {
  return networkLiterals(attribute, siblings).flatMap((literal) => {
    const label = labelOf(literal);
    if (label === undefined) return [];
    const { end } = shiftRange(literal.range, line);
    return [{ position: end, label: plain(label), paddingLeft: true }];
  });
}

/** What the literal does not say itself. */
function labelOf(literal: NetworkLiteral): string | undefined {
  switch (literal.kind) {
    case 'cidr': {
      const { prefixLength, family } = literal.cidr;
      return prefixLength === 0 || prefixLength === addressBits(family)
        ? undefined
        : sizeInWords(literal.cidr);
    }
    case 'port':
      return portLabel(literal);
    case 'protocol':
      return protocolLabel(literal.text);
  }
}

/** Once for `from_port` and `to_port` that are the same; not for the ends of a range, nor where the protocol says it. */
function portLabel(literal: Extract<NetworkLiteral, { kind: 'port' }>): string | undefined {
  const { port, protocols, ofRange, argument, protocol } = literal;
  if (ofRange || argument === 'to_port') return undefined;
  const services = new Set(protocols.map((one) => serviceOfPort(one, port)));
  const [service] = services;
  if (service === undefined || services.size > 1) return undefined;
  return service.toLowerCase() === protocol?.toLowerCase() ? undefined : service;
}

function protocolLabel(written: string): string | undefined {
  if (!/^-?\d+$/.test(written)) return undefined;
  const name = trafficInWords(written, '').replace(/^all (?=TCP|UDP)/, '');
  return name.startsWith('IP protocol') ? undefined : name;
}
