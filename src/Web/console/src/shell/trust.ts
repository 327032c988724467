interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** Under the content security policy a worker starts only from an address that a policy allows: ours allows our own files. */
export function trustOwnScripts(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", {
    createScriptURL: url => {
      if (new URL(url, location.href).origin !== location.origin) throw new TypeError("Scripts come from this server only.");
      return url;
    },
  });
}
