/** The phone in a browser: what the screen of the real one would say, and two buttons. */
export const phonePage = (account: string, name: string, pinHint: string): string => `<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Điện thoại của ${html(name)}</title>
<style>
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#e7e9ee;color:#16181d;display:grid;place-items:center;min-height:100vh}
main{width:min(360px,94vw);background:#fff;border:10px solid #16181d;border-radius:32px;padding:20px 18px;box-sizing:border-box;min-height:560px}
h1{font-size:15px;margin:0;color:#555b66}p.who{margin:0 0 20px;font-weight:600}
article{border:1px solid #c9cdd6;border-radius:14px;padding:14px;margin-bottom:14px}
.code{font-size:34px;letter-spacing:.14em;font-weight:700;text-align:center;margin:6px 0}
label{display:block;font-size:14px}input{font:inherit;width:100%;box-sizing:border-box;padding:8px;margin:4px 0 12px}
button{font:inherit;padding:10px;border-radius:10px;border:1px solid #16181d;background:#fff;width:48%}
button.yes{background:#0b5d3b;border-color:#0b5d3b;color:#fff;float:right}.note{font-size:13px;color:#555b66}
</style>
<main><h1>Máy thử nghiệm</h1><p class="who">${html(name)} · ${html(account)}</p>
<section id="list" aria-live="polite"><p>Không có yêu cầu ký nào.</p></section>
<p class="note">Điện thoại giả lập để dùng thử. Mã PIN: ${html(pinHint)}.</p></main>
<script>
const list = document.getElementById('list'); let shown = ''
const make = (tag, text, cls) => { const e = document.createElement(tag); if (text) e.textContent = text; if (cls) e.className = cls; return e }
async function press(id, agree, pin) {
  const r = await fetch(location.pathname + '/press', { method: 'POST', body: JSON.stringify({ id, agree, pin }) })
  const { answer } = await r.json(); shown = ''
  list.replaceChildren(make('p', { agreed: 'Đã ký.', refused: 'Đã từ chối.', 'wrong-pin': 'Mã PIN không đúng.', blocked: 'Mã PIN đã bị khóa.', timeout: 'Hết thời gian.' }[answer] || answer))
}
async function look() {
  try {
    const { requests } = await (await fetch(location.pathname + '/requests')).json()
    const key = requests.map(r => r.id).join()
    if (key !== shown) {
      shown = key
      if (requests.length) list.replaceChildren(...requests.map(r => {
        const a = make('article'); a.append(make('strong', 'Yêu cầu ký số'), make('p', r.text))
        if (r.code) a.append(make('p', 'Mã đối chiếu', 'note'), make('p', r.code, 'code'))
        const l = make('label', 'Mã PIN'); const i = make('input'); i.type = 'password'; i.inputMode = 'numeric'; l.append(i)
        const yes = make('button', 'Đồng ý', 'yes'), no = make('button', 'Từ chối')
        yes.onclick = () => press(r.id, true, i.value); no.onclick = () => press(r.id, false, '')
        i.onkeydown = e => { if (e.key === 'Enter') yes.click() }
        a.append(l, no, yes); return a
      }))
    }
  } catch {}
  setTimeout(look, 500)
}
look()
</script></html>`

const html = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)
