import type { Plugin } from 'vite'

const words = /\/words\/([a-z]{2})\/entrance\.ts$/

/**
 * Has the first page's words asked for together with its script, which otherwise would ask for them once it is there. Only
 * the browser knows in which language, so a small script says it: see load-words.ts.
 */
export function preloadWords(): Plugin {
  let fileName = ''
  return {
    name: 'preload-words',
    apply: 'build',
    enforce: 'pre',
    generateBundle(_options, bundle) {
      const files: Record<string, string> = {}
      for (const file of Object.values(bundle)) {
        const language = file.type === 'chunk' ? words.exec(file.facadeModuleId ?? '')?.[1] : undefined
        if (language) files[language] = `/${file.fileName}`
      }
      if (!files['he']) throw new Error('The words of the first page were not built')
      const source = `{
  const files = ${JSON.stringify(files)}
  let language
  try {
    language = localStorage.getItem('spike.language')
  } catch {}
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: files[language] ?? files.he }))
}`
      fileName = this.getFileName(this.emitFile({ type: 'asset', name: 'preload-words.js', source }))
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'script', attrs: { async: true, src: `/${fileName}` }, injectTo: 'head-prepend' },
      ],
    },
  }
}
