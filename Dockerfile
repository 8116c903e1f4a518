# Spike in production: `docker run -e DATABASE_URL=… -e ENCRYPTION_KEYS=… -e PUBLIC_URL=… spike`, with
# `start --role api` or `start --role worker` after it for more than one machine, and `migrate` once before each version.

FROM node:24-slim AS web
WORKDIR /app
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --filter '@spike/web...'
RUN npx --yes pnpm@12.21.0 --filter @spike/web build

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
COPY . .
# Not `pnpm deploy`: that puts our packages into node_modules, where Node does not strip types.
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --prod --filter '@spike/cli...' \
  && rm -rf /root/.cache /root/.npm /root/.local \
  && install -d -o node -g node /data
COPY --from=web /app/apps/web/dist apps/web/dist
USER node
VOLUME /data
EXPOSE 3000
# The command is process 1 and takes SIGTERM itself: it stops taking requests and lets syncs come to a good place.
# V8's young generation would grow to 128 MB, as much as all else that a busy worker holds; half of it costs no processor time.
ENTRYPOINT ["node", "--max-semi-space-size=32", "apps/cli/src/main.js"]
CMD ["start"]
