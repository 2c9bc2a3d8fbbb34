import { attachmentAndInlineGroups } from '../../../../server/src/rules/securityGroups/attachmentAndInlineGroups';
import { group, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const groups = group('') + group('', 'more');
const attachment = (target: string): string => `
resource "aws_network_interface_sg_attachment" "more" {
  security_group_id    = aws_security_group.more.id
  network_interface_id = ${target}
}
`;
const card = (rest: string): string => `
  resource "aws_network_interface" "card" {
    subnet_id = aws_subnet.main.id
    ${rest}
  }
`;
const place = vpcWithSubnet() + groups;
const own = '[aws_security_group.app.id]';
const primary = '«aws_instance.web.primary_network_interface_id»';

describe('sg-attachment-and-inline-groups', () => {
  it('finds an attachment to an instance and to an interface that list their groups', async () => {
    await checkRule(
      attachmentAndInlineGroups,
      place + instance('web', own) + attachment(primary),
      'warning: aws_instance.web and aws_network_interface_sg_attachment.more undo each other: vpc_security_group_ids is the whole list of its groups',
    );
    await checkRule(
      attachmentAndInlineGroups,
      place + card(`security_groups = ${own}`) + attachment('«aws_network_interface.card.id»'),
      'warning: aws_network_interface.card and aws_network_interface_sg_attachment.more undo each other: security_groups is',
    );
    await checkRule(
      attachmentAndInlineGroups,
      inModule(place + instance('web', own) + attachment(primary)),
      'warning: module.app["a"].aws_network_interface_sg_attachment.more and module.app["b"]',
    );
  });

  it('is silent where no groups are listed, on other interfaces, and on unknowns', async () => {
    const target = 'aws_network_interface.card.id';
    await checkRule(attachmentAndInlineGroups, place + card('') + attachment(target));
    await checkRule(
      attachmentAndInlineGroups,
      `variable "x" {}\n${place}${instance('web', own)}${attachment('var.x')}`,
    );
    await checkRule(
      attachmentAndInlineGroups,
      `variable "x" {}\n${place}${card('security_groups = var.x')}${attachment(target)}`,
    );
    await checkRule(
      attachmentAndInlineGroups,
      `data "aws_instance" "web" {}\n${place}${attachment('data.aws_instance.web.network_interface_id')}`,
    );
  });

  it('moves the group into the list, and forgets the attachment', async () => {
    const text = (list: string, rest: string): string => `${place}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.main.id
  vpc_security_group_ids = ${list}
}
${rest}`;
    const forgotten = `
removed {
  from = aws_network_interface_sg_attachment.more

  lifecycle {
    destroy = false
  }
}
`;
    const title = 'Move the group into vpc_security_group_ids of aws_instance.web';
    const target = primary.replace(/[«»]/g, '');
    await checkFix(
      attachmentAndInlineGroups,
      text(own, attachment(target)),
      title,
      text('[aws_security_group.app.id, aws_security_group.more.id]', forgotten),
    );
    await checkFix(
      attachmentAndInlineGroups,
      text('[aws_security_group.more.id]', attachment(target)),
      title,
      text('[aws_security_group.more.id]', forgotten),
    );
    await checkFixTitles(attachmentAndInlineGroups, text(own, attachment(target)), `*${title}`);
    await checkFixTitles(
      attachmentAndInlineGroups,
      text('concat([aws_security_group.app.id], [])', attachment(target)),
    );
  });
});
