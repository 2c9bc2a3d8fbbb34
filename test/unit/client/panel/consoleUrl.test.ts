import assert from 'node:assert/strict';
import { consoleUrl } from '../../../../client/src/panel/consoleUrl';

describe('the page of the AWS console', () => {
  for (const [arn, url] of [
    [
      'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0abc',
      'https://eu-west-1.console.aws.amazon.com/vpcconsole/home?region=eu-west-1#SecurityGroup:groupId=sg-0abc',
    ],
    [
      'arn:aws:ec2:us-east-1:123456789012:instance/i-0abc',
      'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#InstanceDetails:instanceId=i-0abc',
    ],
    [
      'arn:aws-cn:ec2:cn-north-1:123456789012:subnet/subnet-1',
      'https://cn-north-1.console.amazonaws.cn/vpcconsole/home?region=cn-north-1#SubnetDetails:subnetId=subnet-1',
    ],
    ['arn:aws:iam::123456789012:role/x', undefined],
    ['arn:aws:ec2:eu-west-1:1:teapot/x', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
  ] as const) {
    it(`of "${arn}"`, () => assert.equal(consoleUrl(arn), url));
  }

  it('takes nothing of an ARN as part of the address but its id, encoded', () => {
    const url = consoleUrl('arn:aws:ec2:eu-west-1:1:vpc/x#"><a&b') ?? '';
    assert.equal(new URL(url).host, 'eu-west-1.console.aws.amazon.com');
    assert.doesNotMatch(url, /["<>]/);
    assert.equal(consoleUrl('arn:aws:ec2:evil.example/:1:vpc/x'), undefined);
  });
});
