import { type WordTable, wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';

const table = {
  attach: ['发图片或文件', '傳圖片或檔案', 'Send a picture or file'],
  dropHere: ['松开鼠标，发送图片或文件', '放開滑鼠，傳送圖片或檔案', 'Drop to send'],
  picture: ['图片', '圖片', 'Picture'],
  openPicture: ['查看大图', '查看大圖', 'View picture'],
  pictureGone: ['图片没加载出来，点一下重试', '圖片沒載入出來，點一下重試', 'Could not load, tap to retry'],
  download: ['下载', '下載', 'Download'],
  close: ['关闭', '關閉', 'Close'],
  cancel: ['取消', '取消', 'Cancel'],
  uploading: ['正在上传 {}%', '正在上傳 {}%', 'Uploading {}%'],
  waiting: ['等待上传', '等待上傳', 'Waiting'],
  tooBig: [
    '太大了：图片不超过 10 MB，文件不超过 20 MB',
    '太大了：圖片不超過 10 MB，檔案不超過 20 MB',
    'Too large: pictures up to 10 MB, files up to 20 MB',
  ],
  wrongType: [
    '这种文件发不了，可以发图片、PDF、Word、Excel、TXT、ZIP 或 MP4',
    '這種檔案傳不了，可以傳圖片、PDF、Word、Excel、TXT、ZIP 或 MP4',
    'This kind of file cannot be sent: pictures, PDF, Word, Excel, TXT, ZIP or MP4 can',
  ],
  heic: [
    'HEIC 照片暂时发不了，请截图后再发',
    'HEIC 照片暫時傳不了，請截圖後再傳',
    'HEIC photos cannot be sent: take a screenshot of it',
  ],
  again: [
    '没发完页面就刷新了，请重新选择这个文件',
    '沒傳完頁面就重新整理了，請重新選擇這個檔案',
    'Not sent: the page was reloaded. Please choose it again',
  ],
  network: ['网络断了，没传上去', '網路斷了，沒傳上去', 'Not sent: no connection'],
} as const satisfies WordTable<string>;

export function useAttachWords() {
  return wordsIn(table, useWidget().locale);
}
