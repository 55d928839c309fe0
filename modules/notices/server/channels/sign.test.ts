/** Signatures against the vectors of the providers' manuals and of the field's handbook. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  isSame,
  signAliyun,
  signDingtalkRobot,
  signGovernmentDingtalk,
  signJsSdk,
  signTencent,
  signWechat,
} from './sign.ts'

test('Aliyun: the example of the SMS manual', () => {
  const query = {
    AccessKeyId: 'testId',
    Action: 'SendSms',
    Format: 'XML',
    OutId: '123',
    PhoneNumbers: '15300000001',
    RegionId: 'cn-hangzhou',
    SignName: '阿里云短信测试专用',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '45e25e9b-0a6f-4070-8c85-2956eda1b466',
    SignatureVersion: '1.0',
    TemplateCode: 'SMS_71390007',
    TemplateParam: '{"customer":"test"}',
    Timestamp: '2017-07-12T02:42:19Z',
    Version: '2017-05-25',
  }
  expect(signAliyun('GET', query, 'testSecret')).toBe('zJDF+Lrzhj/ThnlvIToysFRq6t4=')
})

test('Tencent Cloud: the example of the signature manual', () => {
  const payload = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
  expect(createHash('sha256').update(payload).digest('hex')).toBe(
    '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
  )
  const header = signTencent({
    secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    service: 'cvm',
    headers: { 'content-type': 'application/json; charset=utf-8', host: 'cvm.tencentcloudapi.com' },
    payload,
    seconds: 1551113065,
  })
  expect(header).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  )
})

test('WeChat: the callback and the JS-SDK', () => {
  expect(signWechat('liren-token', '1700000000', 'abc123')).toBe('e6f65428acaa242946a13e008280be203abace6c')
  expect(
    signJsSdk(
      'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      'Wm3WZYTPz0wzccnW',
      1414587457,
      'http://mp.weixin.qq.com?params=value#fragment',
    ),
  ).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
})

test('DingTalk: the robot, and the government build', () => {
  expect(signDingtalkRobot(1700000000000, 'SECtest')).toBe('aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g=')
  const common = { timestamp: '2024-01-02T03:04:05.000+08:00', nonce: '17041358450001234', secret: 'secret' }
  expect(
    signGovernmentDingtalk({
      ...common,
      method: 'POST',
      path: '/rpc/oauth2/dingtalk_app_user.json',
      values: [
        ['auth_code', 'AC'],
        ['access_token', 'AT'],
      ],
    }),
  ).toBe('A4nJPkg1sT304fGa1UB5LFSexh8OVAme3zqf2qrdE3w=')
  expect(
    signGovernmentDingtalk({
      ...common,
      method: 'GET',
      path: '/gettoken.json',
      values: [
        ['appkey', 'AK'],
        ['appsecret', 'secret'],
      ],
    }),
  ).toBe('7Q0bTnhs8cRYmJ4Xby/hrxg4eluzO134WSINycePwec=')
})

test('two texts are the same or not, whatever their length', () => {
  expect([isSame('a', 'a'), isSame('a', 'b'), isSame('a', '')]).toEqual([true, false, false])
})
