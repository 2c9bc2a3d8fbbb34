import { notReplaceable } from '../../../../server/src/rules/securityGroups/notReplaceable';
import { group, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const place = vpcWithSubnet() + instance('web', '[aws_security_group.app.id]');

const own = (body: string): string => `${place}
resource "aws_security_group" "app" {
${body}
}
`;

describe('sg-not-replaceable', () => {
  it('finds a group in use with a fixed name', async () => {
    await checkRule(
      notReplaceable,
      place + group('«name» = "app"'),
      'hint: aws_security_group.app can not be replaced while aws_instance.web carries it',
    );
    await checkRule(
      notReplaceable,
      inModule(place + group('«name» = "app-${terraform.workspace}"')),
      'hint: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app can not be replaced',
    );
  });

  it('finds one that is created first, under a name that is taken', () =>
    checkRule(
      notReplaceable,
      place + group('«name» = "app"\n lifecycle {\n create_before_destroy = true\n }'),
      'hint: its name is fixed, so that the new group, created first, would have a name that is taken',
    ));

  it('is silent on prefixes, on groups without a name or a carrier, and on unknowns', async () => {
    await checkRule(notReplaceable, place + group('name_prefix = "app-"'));
    await checkRule(notReplaceable, place + group(''));
    await checkRule(notReplaceable, place + group('name = null'));
    await checkRule(notReplaceable, vpcWithSubnet() + group('name = "app"'));
    await checkRule(
      notReplaceable,
      `variable "x" {}\n${vpcWithSubnet()}${instance('web', 'var.x')}${group('name = "app"')}`,
    );
  });

  describe('uses a prefix, and creates the new group first', () => {
    const title = 'Use name_prefix, and create the new group first: replaces it once';
    const lifecycle = '  lifecycle {\n    create_before_destroy = true\n  }';

    it('with a lifecycle of its own', () =>
      checkFix(
        notReplaceable,
        own('  name   = "app"\n  vpc_id = aws_vpc.main.id'),
        title,
        own(`  name_prefix = "app-"\n  vpc_id      = aws_vpc.main.id\n\n${lifecycle}`),
      ));

    it('in a lifecycle that is there', async () => {
      await checkFix(
        notReplaceable,
        own('  name = "app-"\n\n  lifecycle {\n    create_before_destroy = false\n  }'),
        title,
        own(`  name_prefix = "app-"\n\n${lifecycle}`),
      );
      await checkFix(
        notReplaceable,
        own('  name = "app"\n\n  lifecycle {\n    prevent_destroy = true\n  }'),
        title,
        own(
          '  name_prefix = "app-"\n\n  lifecycle {\n    prevent_destroy       = true\n    create_before_destroy = true\n  }',
        ),
      );
    });

    it('of a name that is put together', async () => {
      await checkFix(
        notReplaceable,
        own(`  name = "\${terraform.workspace}-app"\n\n${lifecycle}`),
        title,
        own(`  name_prefix = "\${terraform.workspace}-app-"\n\n${lifecycle}`),
      );
      await checkFix(
        notReplaceable,
        `variable "name" { default = "app" }\n${own(`  name = var.name\n\n${lifecycle}`)}`,
        title,
        `variable "name" { default = "app" }\n${own(`  name_prefix = "\${var.name}-"\n\n${lifecycle}`)}`,
      );
    });

    it('not of a block on one line', () =>
      checkFixTitles(notReplaceable, `${place}\nresource "aws_security_group" "app" { name = "app" }\n`));
  });
});
