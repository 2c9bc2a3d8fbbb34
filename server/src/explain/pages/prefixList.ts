import { formatCidr } from '../../ip/cidr';
import type { PrefixList } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { markdown, markdownCode } from '../escape';
import { count } from '../traffic';
import { nameList, table, told, unknownText, type Page } from './page';
import { sizeInWords } from './size';

/** A prefix list: its entries, what it weighs in a quota, the groups and tables that use it. */
export function prefixListPage({ network }: NetworkIndex, list: PrefixList): Page {
  const rows = list.entries.map(({ cidr, uncertain }) => [
    `${told(cidr, (known) => markdownCode(formatCidr(known)))}${uncertain === undefined ? '' : ` (if it exists: ${unknownText(uncertain)})`}`,
    cidr.known ? sizeInWords(cidr.value) : '',
  ]);
  const { entriesIncomplete: more, service } = list;
  return {
    what: 'prefix list',
    of: markdownCode(list.name),
    body: [
      ...(service === undefined ? [] : [`AWS keeps it: the addresses of ${markdown(service)}.`]),
      ...table(['entry', ''], rows),
      ...(more === undefined
        ? rows.length === 0
          ? ['It is empty.']
          : []
        : [
            `There may be ${rows.length === 0 ? '' : 'more '}entries that nobody knows here (${markdown(more.why)}).`,
          ]),
      ...(list.maximumEntries.known && service === undefined
        ? [
            `Counts as ${count(list.maximumEntries.value, 'rule')} in each group that names it, however many entries it has: that is its maximum.`,
          ]
        : []),
      ...usersText(),
    ],
  };

  function usersText(): string[] {
    const groups = [...network.securityGroups.values()].filter(({ rules }) =>
      rules.some(
        ({ peer }) => peer.known && peer.value.kind === 'prefixList' && peer.value.prefixList === list.id,
      ),
    );
    const tables = [...network.routeTables.values()].filter(({ routes }) =>
      routes.some(
        ({ destination }) =>
          destination.known &&
          destination.value.kind === 'prefixList' &&
          destination.value.prefixList === list.id,
      ),
    );
    const users = [...groups, ...tables].map(({ name }) => name);
    return users.length === 0 ? [] : [`Named by ${nameList(users)}.`];
  }
}
