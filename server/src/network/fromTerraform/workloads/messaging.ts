import type { ListeningPort } from '../../model';
import type { Context } from '../context';
import type { Fields } from '../fields';
import { read, readBoolean, toText } from '../read';
import type { WorkloadBuilders } from './builder';
import { fixedPorts } from './ports';
import { always, shaped } from './shapes';

/** The builders of Kafka and of message brokers. */
export const messaging: WorkloadBuilders = {
  aws_msk_cluster: shaped({
    block: ['broker_node_group_info'],
    subnets: ['client_subnets'],
    groups: ['security_groups'],
    listens: kafkaPorts,
  }),
  aws_msk_serverless_cluster: shaped({
    block: ['vpc_config'],
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(9098),
  }),
  aws_mq_broker: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_groups'],
    listens: brokerPorts,
    public: { argument: 'publicly_accessible', fallback: false },
  }),
};

/**
 * Brokers answer on a port for each way to authenticate: 9096 by SCRAM, 9098 by IAM; and to who is not asked, or shows a
 * certificate, 9094 by TLS or 9092 in the clear. Without SCRAM and IAM, nobody is asked.
 * https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
 */
function kafkaPorts(context: Context, fields: Fields): readonly ListeningPort[] {
  const transit = fields.blocks('encryption_info').items[0]?.blocks('encryption_in_transit').items[0];
  const mode = transit === undefined ? undefined : read(context, transit, 'client_broker', toText);
  const text = mode?.known === true ? mode.value : 'TLS';
  const authentication = fields.blocks('client_authentication').items[0];
  const sasl = authentication?.blocks('sasl').items[0];
  const isOn = (block: Fields | undefined, name: string): boolean => {
    const value = block === undefined ? undefined : readBoolean(context, block, name, false);
    return value?.known === true && value.value;
  };
  const asks = isOn(sasl, 'scram') || isOn(sasl, 'iam');
  const takesAnybody = !asks || isOn(authentication, 'unauthenticated');
  const takesCertificates = authentication?.blocks('tls').given === true;
  return fixedPorts(
    ...(text.includes('TLS') && (takesAnybody || takesCertificates) ? [9094] : []),
    ...(text.includes('PLAINTEXT') && takesAnybody ? [9092] : []),
    ...(isOn(sasl, 'scram') ? [9096] : []),
    ...(isOn(sasl, 'iam') ? [9098] : []),
  );
}

/** https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-creating-configuring-broker.html */
function brokerPorts(context: Context, fields: Fields): readonly ListeningPort[] {
  const engine = read(context, fields, 'engine_type', toText);
  const isRabbit = engine?.known === true && engine.value.toLowerCase() === 'rabbitmq';
  return isRabbit ? fixedPorts(5671, 443) : fixedPorts(61617, 5671, 61614, 61619, 8883, 8162);
}
