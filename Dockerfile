# The image of docs/self-hosting.md: two stages, so that what builds is not in what runs.
FROM node:24-slim AS build
WORKDIR /srv/annex
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
WORKDIR /srv/annex
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build --chown=root:root /srv/annex ./
RUN mkdir data && chown node:node data
USER node
VOLUME /srv/annex/data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 8787) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=2000", "--enable-source-maps", "dist/node/node.js"]
