import { firstLoad } from './weight.ts'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
const d=process.argv[2]
const m = JSON.parse(readFileSync(d+'/manifest.json','utf8'))
const by = new Map(Object.entries(m).map(([k,v]: any)=>[v.file,k]))
for (const b of ['index'] as const) console.log(firstLoad(m,b).map(f=>[gzipSync(readFileSync(d+'/'+f),{level:9}).length, f, by.get(f)]).sort((a:any,b:any)=>b[0]-a[0]).slice(0,10).map(x=>x.join(' ')).join('\n'))
