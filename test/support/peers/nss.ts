import { findPeer } from './peer';

/** NSS, the library of Firefox, by its tool for PKCS #12. */
export const nssPeer = findPeer('NSS', 'libnss3-tools', '/usr/bin/pk12util', 'pk12util');
