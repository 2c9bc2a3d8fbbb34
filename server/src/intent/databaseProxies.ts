import { named, type Code } from './code';
import { certain } from '../terraform/resources';
import type { IntendedFlow } from './intendedFlow';

/**
 * A database proxy and the database that it is registered for, on the database's own port.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-setup.html
 */
export function databaseProxyFlows(code: Code): readonly IntendedFlow[] {
  return certain(code.configuration, 'aws_db_proxy_target').flatMap((target): IntendedFlow[] => {
    const { attributes } = target.body;
    const proxy = named(code, attributes.get('db_proxy_name')?.value, 'aws_db_proxy', 'name');
    const argument = [attributes.get('db_instance_identifier'), attributes.get('db_cluster_identifier')].find(
      (one) => one !== undefined && one.value.kind !== 'null',
    );
    const database =
      named(code, argument?.value, 'aws_db_instance', 'identifier') ??
      named(code, argument?.value, 'aws_rds_cluster', 'cluster_identifier');
    if (argument === undefined || proxy === undefined || database === undefined) return [];
    if (![proxy, database].every((one) => code.network.workloads.has(one.address))) return [];
    return [
      {
        from: proxy.address,
        question: { from: proxy.address, to: database.address, traffic: undefined },
        purpose: `use ${database.address}`,
        certain: true,
        evidence: [{ text: `${target.address} registers it there`, source: argument.source }],
      },
    ];
  });
}
