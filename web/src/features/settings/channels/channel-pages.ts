/** The pages of this chapter, for one chunk. */
export { ChannelItemPage } from './channel-item-page.tsx';
export { ChannelsPage } from './channels-page.tsx';
