/** One answer of the EC2 API, of any kind. */
export interface TransitAnswer {
  readonly TransitGatewayRouteTableId?: string;
  TransitGateways?: Item[];
  TransitGatewayAttachments?: Item[];
  TransitGatewayPeeringAttachments?: Item[];
  Associations?: Item[];
  TransitGatewayRouteTablePropagations?: Item[];
}

type Item = Record<string, unknown>;

/**
 * What moto says of transit gateways that AWS would not: attachments of VPCs listed as peerings, and associations with and
 * propagations into the default table although the gateway has both turned off.
 */
export function mendTransitGateways(answers: readonly TransitAnswer[]): void {
  for (const answer of answers) {
    if (answer.TransitGatewayPeeringAttachments === undefined) continue;
    answer.TransitGatewayPeeringAttachments = answer.TransitGatewayPeeringAttachments.filter(
      (one) => one['RequesterTgwInfo'] !== undefined,
    );
  }
  for (const gateway of answers.flatMap((answer) => answer.TransitGateways ?? [])) {
    const options = gateway['Options'] as Item;
    if (options['DefaultRouteTableAssociation'] === 'disable') {
      dropAssociations(answers, options['AssociationDefaultRouteTableId']);
      delete options['AssociationDefaultRouteTableId'];
    }
    if (options['DefaultRouteTablePropagation'] === 'disable') {
      for (const answer of tablesOf(answers, options['PropagationDefaultRouteTableId'])) {
        if (answer.TransitGatewayRouteTablePropagations) answer.TransitGatewayRouteTablePropagations = [];
      }
      delete options['PropagationDefaultRouteTableId'];
    }
  }
}

function tablesOf(answers: readonly TransitAnswer[], table: unknown): readonly TransitAnswer[] {
  return answers.filter((answer) => answer.TransitGatewayRouteTableId === table);
}

/** An attachment then is associated with the table that lists it, or with none. */
function dropAssociations(answers: readonly TransitAnswer[], table: unknown): void {
  for (const answer of tablesOf(answers, table)) if (answer.Associations) answer.Associations = [];
  for (const attachment of answers.flatMap((answer) => answer.TransitGatewayAttachments ?? [])) {
    const association = attachment['Association'] as Item | undefined;
    if (association?.['TransitGatewayRouteTableId'] !== table) continue;
    const id = attachment['TransitGatewayAttachmentId'];
    const other = answers.find((answer) =>
      answer.Associations?.some((one) => one['TransitGatewayAttachmentId'] === id),
    );
    if (other === undefined) delete attachment['Association'];
    else
      attachment['Association'] = {
        State: 'associated',
        TransitGatewayRouteTableId: other.TransitGatewayRouteTableId,
      };
  }
}
