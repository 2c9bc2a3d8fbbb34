import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { functions } from '../../../../server/src/terraform/functions';
import { printValue } from '../../../../server/src/terraform/values/print';
import { evaluateText } from '../../../support/expressions';

async function check(expression: string, expected: string): Promise<void> {
  const { value, errors } = await evaluateText(expression);
  assert.deepEqual(errors, []);
  assert.equal(printValue(value).replace(/\s+/g, ' '), expected);
}

async function checkRefused(expression: string, message: RegExp): Promise<void> {
  const { errors } = await evaluateText(expression);
  assert.match(errors.map((error) => error.message).join('\n'), message);
}

/** https://developer.hashicorp.com/terraform/language/functions, version 1.11, but for `try`, `can` and the console's `type`. */
const documented =
  'abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode dirname distinct element endswith ephemeralasnull file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512 flatten floor format formatdate formatlist indent index issensitive join jsondecode jsonencode keys length log lookup lower matchkeys max md5 merge min nonsensitive one parseint pathexpand plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive setintersection setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix upper urlencode uuid uuidv5 values yamldecode yamlencode zipmap'.split(
    ' ',
  );

describe('functions', () => {
  it('are all of Terraform 1.11, and those of the AWS provider', () => {
    const ours = [...functions.keys()].filter((name) => !name.startsWith('provider::')).sort();
    assert.deepEqual(ours, documented);
  });

  it('of other providers are unknown, not errors', async () => {
    const { value, errors } = await evaluateText('provider::google::name_from_id("x")');
    assert.deepEqual(errors, []);
    assert.equal(value.kind, 'unknown');
  });

  it('that differ in each run are unknown', async () => {
    for (const call of ['timestamp()', 'plantimestamp()', 'uuid()', 'bcrypt("a")'])
      await check(call, '(known after apply)');
  });

  it('may be called with the prefix of the language', () => check('core::max(1, 2)', '2'));
});

describe('functions of the AWS provider', () => {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse
  const arn = 'arn:aws:iam::444455556666:role/path/to/example';

  it('take ARNs apart', async () => {
    await check(
      `provider::aws::arn_parse("${arn}")`,
      '{ "account_id" = "444455556666" "partition" = "aws" "region" = "" "resource" = "role/path/to/example" "service" = "iam" }',
    );
    await check('provider::aws::arn_parse("arn:aws:sns:eu-west-1:1:a:b").resource', '"a:b"');
    await checkRefused('provider::aws::arn_parse("x")', /invalid prefix/);
    await checkRefused('provider::aws::arn_parse("arn:aws:iam")', /not enough sections/);
  });

  it('put ARNs together', () =>
    check(
      'provider::aws::arn_build("aws", "iam", "", "444455556666", "role/example")',
      '"arn:aws:iam::444455556666:role/example"',
    ));

  it('take the path out of a role', async () => {
    await check(`provider::aws::trim_iam_role_path("${arn}")`, '"arn:aws:iam::444455556666:role/example"');
    await checkRefused('provider::aws::trim_iam_role_path("arn:aws:s3:::bucket")', /expected IAM service/);
    await checkRefused('provider::aws::trim_iam_role_path("arn:aws:iam::1:user/x")', /expected role/);
  });
});

describe('rsadecrypt', () => {
  it('decrypts what was encrypted for the key', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const cipher = publicEncrypt(
      { key: publicKey, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from('a secret'),
    );
    const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    await check(`rsadecrypt("${cipher.toString('base64')}", ${JSON.stringify(key)})`, '"a secret"');
  });
});
