# The server alone: no development packages, no root. `docker build -t gleaner .`

# Node comes with the image; the copies of it that npm would bring along are left out.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/engine/package.json packages/engine/
COPY server/package.json server/
COPY server/bin server/bin
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -rf node_modules/node-linux-*

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GLEANER_DATA_DIR=/data
# The embedded Postgres keeps its data here: mount a volume, or set DATABASE_URL and nothing is written.
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY packages packages
COPY server server
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1 and hears SIGTERM itself.
CMD ["node", "--max-semi-space-size=8", "server/src/main.ts"]
