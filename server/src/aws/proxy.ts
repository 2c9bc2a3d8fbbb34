import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** Agents for the requests: through the proxy of the environment where there is one, as the AWS CLI does it. */
export function proxyAgents(
  endpointUrl: string | undefined,
  region: string,
  maxSockets: number,
): { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent | HttpsProxyAgent<string> } {
  const options = { keepAlive: true, maxSockets };
  const host = endpointUrl === undefined ? `ec2.${region}.amazonaws.com` : hostOf(endpointUrl);
  const proxy = proxyFor(host);
  return {
    httpAgent: new HttpAgent(options),
    httpsAgent: proxy === undefined ? new HttpsAgent(options) : new HttpsProxyAgent(proxy, options),
  };
}

/** The proxy that the environment names for a host over HTTPS; undefined: none. */
export function proxyFor(host: string): string | undefined {
  const { env } = process;
  const proxy = env['HTTPS_PROXY'] ?? env['https_proxy'] ?? '';
  if (!URL.canParse(proxy)) return undefined;
  const direct = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(/[\s,]+/).filter((one) => one !== '');
  const isDirect = direct.some((one) => one === '*' || isBelow(host, one.replace(/^\*?\./, '')));
  return isDirect ? undefined : proxy;
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
