export { catchUpChain, isChainBehind, macOf, selectLinked } from '../../db/chain.ts';
