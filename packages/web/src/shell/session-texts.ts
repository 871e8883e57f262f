import { dictionary } from '../lib/language.ts'

export const useSessionTexts = dictionary({
  vi: {
    ended: 'Phiên làm việc đã hết',
    kept: 'Nội dung vừa nhập vẫn còn trên màn hình. Đăng nhập lại để lưu và làm tiếp.',
    logInAgain: 'Đăng nhập lại',
    asWhom: (name: string) =>
      `Nội dung vừa nhập vẫn còn. ${name} đăng nhập lại để làm tiếp đúng chỗ này; việc vừa bấm sẽ được gửi đi.`,
    sitDown: (desk: string) => `Vào lại: ${desk}`,
    account: 'Tài khoản',
    password: 'Mật khẩu',
    logIn: 'Đăng nhập',
    missing: 'Nhập tài khoản và mật khẩu.',
    other: (other: string, name: string) =>
      `Vừa đăng nhập là ${other}, còn màn hình này là của ${name}. Đăng nhập bằng tài khoản của ${name}, hoặc bỏ màn hình này.`,
    openTheirs: (other: string) => `Mở việc của ${other}`,
  },
  en: {
    ended: 'Your session has ended',
    kept: 'What you typed is still on the screen. Log in again to save it and go on.',
    logInAgain: 'Log in again',
    asWhom: (name: string) =>
      `What you typed is kept. ${name} logs in again and goes on right here; what was asked last is then sent.`,
    sitDown: (desk: string) => `Sit down again: ${desk}`,
    account: 'Account',
    password: 'Password',
    logIn: 'Log in',
    missing: 'Give account and password.',
    other: (other: string, name: string) =>
      `${other} has logged in, but this screen is ${name}'s. Log in with ${name}'s account, or leave this screen.`,
    openTheirs: (other: string) => `Open the work of ${other}`,
  },
})
